package dev.kith.acceptance.client;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An answer whose body is no text. */
public record Content(Answer answer, byte[] bytes) {

  static Content of(HttpResponse<byte[]> response) {
    return new Content(
        new Answer(
            response.statusCode(),
            response.headers().map(),
            new String(response.body(), StandardCharsets.ISO_8859_1)),
        response.body());
  }

  public int status() {
    return answer.status();
  }

  public String header(String name) {
    return answer.header(name).orElse("");
  }
}
