package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.PreparationResult;
import java.util.concurrent.CompletableFuture;

/** Picture of a user that waits for a decoder or is being decoded. */
final class DecoderJob {

  private final String user;
  private final DecodeRequest request;
  private final CompletableFuture<PreparationResult> result = new CompletableFuture<>();

  DecoderJob(String user, DecodeRequest request) {
    this.user = user;
    this.request = request;
  }

  String user() {
    return user;
  }

  DecodeRequest request() {
    return request;
  }

  CompletableFuture<PreparationResult> result() {
    return result;
  }
}
