package dev.kith.profile.picture;

import java.util.concurrent.CompletableFuture;

/** A picture of a user that waits for a decoder, or is being decoded. */
final class DecoderJob {

  private final String user;
  private final DecodeRequest request;
  private final CompletableFuture<Prepared> result = new CompletableFuture<>();

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

  CompletableFuture<Prepared> result() {
    return result;
  }
}
