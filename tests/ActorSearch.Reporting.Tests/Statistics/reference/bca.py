"""A BCa interval of scipy.stats.bootstrap, for StatisticsReferenceTests:  python3 bca.py > bca.csv

Rows: sample,<values>; draws,<bootstrap means>; interval,<low>,<high>.
"""
import numpy
from scipy import stats

sample = numpy.round(numpy.random.default_rng(6).gamma(2, 1, 25), 6)
result = stats.bootstrap((sample,), numpy.mean, n_resamples=499, method="BCa", random_state=7)
for name, values in (
    ("sample", sample),
    ("draws", result.bootstrap_distribution),
    ("interval", result.confidence_interval),
):
    print(",".join([name, *(repr(float(v)) for v in values)]))
