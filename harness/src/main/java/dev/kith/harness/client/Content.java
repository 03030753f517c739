package dev.kith.harness.client;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Response with a binary body. */
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

  /** Returns the response as an {@link Answer}, with the body decoded as ISO-8859-1. */
  public Answer answer() {
    return answer;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int status() {
    return answer.status();
  }

  /** Returns the value of a header; an empty string if the response does not have that header. */
  public String header(String name) {
    return answer.header(name).orElse("");
  }
}
