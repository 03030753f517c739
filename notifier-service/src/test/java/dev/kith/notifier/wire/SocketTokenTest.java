package dev.kith.notifier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketTokenTest {

  @Test
  void a_browser_offers_the_token_as_a_subprotocol() {
    assertThat(SocketToken.find(null, "kith.v1, bearer.a.b.c")).contains("a.b.c");
  }

  @Test
  void others_send_it_in_the_header() {
    assertThat(SocketToken.find("Bearer a.b.c", "kith.v1")).contains("a.b.c");
  }

  @Test
  void neither_is_nothing() {
    assertThat(SocketToken.find("Basic x", "kith.v1")).isEmpty();
    assertThat(SocketToken.find(null, null)).isEmpty();
  }
}
