"""What a CMS or a hub sends to us is verified and read."""
