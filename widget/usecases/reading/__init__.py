"""A reader presses: the panel of one page."""
