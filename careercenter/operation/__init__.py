"""What the operator of the site relies on."""
