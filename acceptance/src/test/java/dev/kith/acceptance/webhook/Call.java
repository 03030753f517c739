package dev.kith.acceptance.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.kith.harness.Json;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One request that a receiver got. */
record Call(String id, String timestamp, String signature, String agent, String body) {

  static Call of(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    return new Call(
        headers.getFirst("webhook-id"),
        headers.getFirst("webhook-timestamp"),
        headers.getFirst("webhook-signature"),
        headers.getFirst("User-Agent"),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  List<JsonNode> updates() {
    return Json.parse(body).path("updates").valueStream().toList();
  }

  /** Whether one of the signatures was made with this secret, by the rules of Standard Webhooks. */
  boolean isSignedWith(String secret) {
    return Arrays.asList(signature.split(" ", -1)).contains("v1," + hmac(secret));
  }

  /** Returns the same request with another timestamp, signed again. */
  Call asOf(long time, String secret) {
    var unsigned = new Call(id, Long.toString(time), "", agent, body);
    return new Call(id, unsigned.timestamp, "v1," + unsigned.hmac(secret), agent, body);
  }

  private String hmac(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
