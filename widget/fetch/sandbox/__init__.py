"""Reading what strangers wrote in a confined process that can be killed."""
