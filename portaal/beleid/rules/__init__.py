"""Pure rules on dated configuration."""
