package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Decoder of one Avro record from a byte array, which checks all lengths against the array. Avro's
 * own decoder can be made to allocate two gigabytes by five hostile bytes.
 */
final class PayloadDecoder extends Decoder {
  private static final int MAX_INT_BYTES = 5;
  private static final int MAX_LONG_BYTES = 10;

  private final byte[] bytes;
  private int at;
  private int itemsLeft;

  PayloadDecoder(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
    this.itemsLeft = bytes.length - from;
  }

  /** Number of unread bytes. */
  int remaining() {
    return bytes.length - at;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return bytes[take(1)] == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readVariable(MAX_INT_BYTES);
    if (value >>> Integer.SIZE != 0) {
      throw new AvroRuntimeException("An int has more than 32 bits");
    }
    int zigzag = (int) value;
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = readVariable(MAX_LONG_BYTES);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private long readVariable(int longest) throws IOException {
    long value = 0;
    for (int read = 0; read < longest; read++) {
      byte next = bytes[take(1)];
      value |= (next & 0x7fL) << (7 * read);
      if (next >= 0) {
        return value;
      }
    }
    throw new AvroRuntimeException("A number has more than " + longest + " bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) readLittleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLittleEndian(Double.BYTES));
  }

  private long readLittleEndian(int length) throws IOException {
    int from = take(length);
    long value = 0;
    for (int read = 0; read < length; read++) {
      value |= (bytes[from + read] & 0xffL) << (Byte.SIZE * read);
    }
    return value;
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    int length = readLength();
    int from = take(length);
    return new Utf8(Arrays.copyOfRange(bytes, from, from + length));
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    return new String(bytes, take(length), length, UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    take(readLength());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    int length = readLength();
    int from = take(length);
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + length));
  }

  @Override
  public void skipBytes() throws IOException {
    take(readLength());
  }

  @Override
  public void readFixed(byte[] into, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), into, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipArray() throws IOException {
    return readItemCount();
  }

  @Override
  public long readMapStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipMap() throws IOException {
    return readItemCount();
  }

  /**
   * Every item of an array or map takes at least one byte, so all collections of a record together
   * have no more items than the record has bytes. Items of zero bytes (an array of nulls) could be
   * counted by the billion in five bytes. None of Kith's types has such items; of foreign types no
   * more items are read than there are bytes.
   */
  private int readItemCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong(); // the block's length in bytes, for readers that skip it in one go
      count = -count;
    }
    if (count < 0 || count > itemsLeft) {
      throw new EOFException("A collection has more items than there are bytes");
    }
    itemsLeft -= (int) count;
    return (int) count;
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0) {
      throw new AvroRuntimeException("A length is negative");
    }
    if (length > remaining()) {
      throw new EOFException("A length exceeds the remaining bytes");
    }
    return (int) length;
  }

  /** Advances by {@code length} bytes; returns where they begin. */
  private int take(int length) throws IOException {
    if (length > remaining()) {
      throw new EOFException("The bytes end before the record does");
    }
    int from = at;
    at += length;
    return from;
  }
}
