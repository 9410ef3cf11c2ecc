"""What stands on a page: each measures in `wrap`, breaks in `split`, and only draws in `draw`."""
