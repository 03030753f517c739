package dev.kith.bench.profiles;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Zipf distribution of ranks from 0 on: the probability of rank r is proportional to 1 / (r + 1) ^
 * exponent.
 */
final class Zipf {

  private final double[] upTo;
  private final SplittableRandom random = new SplittableRandom(42);

  Zipf(int count, double exponent) {
    this.upTo = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      upTo[rank] = sum;
    }
  }

  int next() {
    int found = Arrays.binarySearch(upTo, random.nextDouble(upTo[upTo.length - 1]));
    return found >= 0 ? found : -found - 1;
  }
}
