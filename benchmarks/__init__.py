"""How good and how fast newsparse is: quality, errors, speed, peers, and the gate that keeps the figures."""
