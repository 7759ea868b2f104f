"""What the command line is made of besides its parser: reading of inputs, `explain`, completion. It prints nothing."""
