"""Who sits at which table, for whom, on which side, on whose authority."""
