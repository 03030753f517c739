package dev.kith.profile.picture.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input stream that ends after a given number of bytes of another stream. */
final class BoundedStream extends FilterInputStream {

  private long left;

  BoundedStream(InputStream all, long length) {
    super(all);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    var next = super.read();
    left--;
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    var count = super.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    var skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), left);
  }
}
