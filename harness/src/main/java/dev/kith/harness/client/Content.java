package dev.kith.harness.client;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An answer whose body is no text. */
public final class Content {

  private final Answer answer;
  private final byte[] bytes;

  private Content(Answer answer, byte[] bytes) {
    this.answer = answer;
    this.bytes = bytes;
  }

  static Content of(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.ISO_8859_1);
    return new Content(
        new Answer(response.statusCode(), response.headers().map(), text), response.body());
  }

  /** The same, its bytes as if they were letters. */
  public Answer answer() {
    return answer;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int status() {
    return answer.status();
  }

  /** Empty if it is not there. */
  public String header(String name) {
    return answer.header(name).orElse("");
  }
}
