"""Makes what the server and the embed say from the catalogues: ``./dev words`` runs it."""
