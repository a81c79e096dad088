"""One small file for each survey platform: how its exports look."""
