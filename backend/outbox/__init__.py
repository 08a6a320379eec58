"""What the world must hear, written in the transaction that made it true."""
