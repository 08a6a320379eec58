"""The provable history: append-only hash chains, sealed daily, verifiable without us."""
