# The same fit in numpy: sums over all other axes and a product along one, margin after margin; processor time.
import json
import statistics
import sys
import time

import numpy

given = json.load(sys.stdin)
shape = given["shape"]
seed = numpy.array(given["seed"]).reshape(shape)
targets = [numpy.array(target) for target in given["targets"]]
total = targets[0].sum()


def fit():
    table = seed.copy()
    for sweep in range(1000):
        moved = 0.0
        for axis, target in enumerate(targets):
            sums = table.sum(axis=tuple(other for other in range(len(shape)) if other != axis))
            moved = max(moved, float(numpy.abs(sums - target).max()))
            table *= (target / sums).reshape([-1 if other == axis else 1 for other in range(len(shape))])
        if moved <= given["tolerance"] * total:
            break
    return table


table = fit()
times = []
for _ in range(given["rounds"]):
    began = time.process_time()
    fit()
    times.append(time.process_time() - began)
print(json.dumps({"seconds": statistics.median(times), "table": table.reshape(-1).tolist()}))
