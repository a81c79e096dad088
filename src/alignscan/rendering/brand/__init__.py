"""The look of a reader's own: colors, logo and fonts of a brand file."""
