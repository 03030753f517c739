package dev.kith.door.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {

  @Test
  void a_url_has_the_management_port_in_its_query() {
    Node node = Node.parse(URI.create("http://10.0.0.7:8080?management=9080"));

    assertThat(node.url()).isEqualTo(URI.create("http://10.0.0.7:8080"));
    assertThat(node.management()).isEqualTo(URI.create("http://10.0.0.7:9080"));
    assertThat(node.hasManagement()).isTrue();
  }

  @Test
  void without_a_query_the_management_port_is_not_known() {
    assertThat(Node.parse(URI.create("http://[::1]:8080")).hasManagement()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://a", "a:80", "http://a:80?management=", "http://a:80?management=9&x=1"})
  void other_urls_are_refused(String url) {
    assertThatThrownBy(() -> Node.parse(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
