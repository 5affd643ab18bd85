# The same draws in numpy: gamma rates and Poisson counts of every site and path, and the negative binomial in one call.
import json
import statistics
import sys
import time

import numpy

given = json.load(sys.stdin)
size, rate, exposure = (numpy.array([site[name] for site in given["sites"]]) for name in ("size", "rate", "exposure"))
paths = given["paths"]
random = numpy.random.default_rng(1)


def gamma_poisson():
    return random.poisson(random.gamma(size, exposure / rate, (paths, len(size)))).sum(axis=1)


def negative_binomial():
    return random.negative_binomial(size, rate / (rate + exposure), (paths, len(size))).sum(axis=1)


def seconds(work):
    times = []
    for _ in range(given["rounds"]):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


print(json.dumps({"gammaPoisson": seconds(gamma_poisson), "negativeBinomial": seconds(negative_binomial), "mean": float(gamma_poisson().mean())}))
