"""Random numbers that are the same on every machine and in every version of Python."""

import hashlib

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15


def _mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


class SplitMix64:
    """SplitMix64 (Steele, Lea and Flood 2014), as ActorSearch draws and splits images with it."""

    def __init__(self, seed):
        self._state = seed & _MASK

    @classmethod
    def derive(cls, seed, purpose, index):
        """A generator of its own for one purpose and index."""
        return cls(_mix((_mix((_mix((seed + _GAMMA) & _MASK) + purpose) & _MASK) + index) & _MASK))

    def next(self):
        """64 bits."""
        self._state = (self._state + _GAMMA) & _MASK
        return _mix(self._state)

    def uniform(self, low=0.0, high=1.0):
        """Uniform in [low, high), 53 bits."""
        return low + (high - low) * ((self.next() >> 11) * (1.0 / (1 << 53)))

    def below(self, bound):
        """Uniform in 0 .. bound - 1."""
        return (self.next() * bound) >> 64

    def shuffle(self, values):
        """Fisher and Yates' shuffle, in place."""
        for i in range(len(values) - 1, 0, -1):
            j = self.below(i + 1)
            values[i], values[j] = values[j], values[i]


def derive_seed(seed, purpose):
    """A seed for one purpose of a trial, as ActorSearch derives it: SHA-256 over the parent seed and the purpose."""
    digest = hashlib.sha256(f"actorsearch/seed/1\n{seed}\n{purpose}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
