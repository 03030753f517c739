package dev.kith.notifier.webhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.notifier.webhook.WebhookConfig;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverPolicyTest {

  private static final String ALLOW_PRIVATE = "allowPrivateNetworks";

  private final ReceiverPolicy strict =
      new ReceiverPolicy(
          false,
          Stream.concat(forbiddenByDefault().stream(), ReceiverPolicy.privateNetworks().stream())
              .toList());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com/x",
        "https:example.com",
        "http://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "https://user:password@example.com/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:70000/",
        "https://exa mple.com/",
        "https:///nowhere"
      })
  void an_invalid_url_is_refused(String url) {
    assertThatExceptionOfType(UnacceptableUrl.class).isThrownBy(() -> strict.parse(url));
  }

  @Test
  void https_is_accepted_and_http_only_if_allowed() throws UnacceptableUrl {
    assertThat(strict.parse("https://example.com:8443/a?b=c").getPort()).isEqualTo(8443);
    assertThat(new ReceiverPolicy(true, List.of()).parse("http://example.com").getHost())
        .isEqualTo("example.com");
  }

  /** In every notation of the address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.1",
        "localhost",
        "2130706433",
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b::c0a8:7]",
        "[fd00:ec2::254]",
        "[fec0::1]",
        "[::7f00:1]", // IPv4-compatible
        "[::ffff:0:127.0.0.1]", // IPv4-translated
        "[2002:7f00:1::1]", // 6to4
        "[2001:0:7f00:1::1]", // Teredo, by its server
        "[2001:0:808:808:0:0:80ff:fffe]", // and by its client
        "[2001:db8::5efe:127.0.0.1]" // ISATAP
      })
  void loopback_and_link_local_addresses_are_refused(String host) {
    assertThatExceptionOfType(UnacceptableUrl.class)
        .isThrownBy(() -> strict.find(URI.create("https://" + host + "/")))
        .matches(unfit -> unfit.why().contains("forbidden-networks"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.7",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.1",
        "198.19.0.1",
        "[fd12:3456::7]",
        "[fc00::1]",
        "[::ffff:10.1.2.3]",
        "[::10.1.2.3]",
        "[64:ff9b:1::1]",
        "[2002:a01:203::1]",
        "[2002:c0a8:7::1]",
        "[2001:db8::200:5efe:10.1.2.3]"
      })
  void a_private_network_is_accepted_only_if_allowed(String host) throws UnacceptableUrl {
    var url = URI.create("https://" + host + "/");

    assertThatExceptionOfType(UnacceptableUrl.class)
        .isThrownBy(() -> strict.find(url))
        .matches(unfit -> unfit.why().contains("allow-private-networks"));
    assertThat(new ReceiverPolicy(false, forbiddenByDefault()).find(url)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "192.168.0.7", "100.64.0.1", "[fd12:3456::7]"})
  void private_networks_are_closed_until_a_setting_opens_them(String host) throws UnacceptableUrl {
    var url = URI.create("https://" + host + "/");
    var byDefault = new ReceiverPolicy(settings(Map.of()));
    var open = new ReceiverPolicy(settings(Map.of(ALLOW_PRIVATE, "true")));

    assertThatExceptionOfType(UnacceptableUrl.class).isThrownBy(() -> byDefault.find(url));
    assertThat(open.find(url)).isNotNull();
  }

  @Test
  void what_a_setting_opens_is_closed_by_default_and_not_more_than_was_asked_for() {
    var byDefault = settings(Map.of());
    var open = new ReceiverPolicy(settings(Map.of(ALLOW_PRIVATE, "true")));

    assertThat(byDefault.allowPrivateNetworks()).isFalse();
    assertThat(byDefault.allowHttp()).isFalse();
    for (var host : List.of("127.0.0.1", "169.254.169.254", "[::1]", "[fd00:ec2::254]")) {
      assertThatExceptionOfType(UnacceptableUrl.class)
          .isThrownBy(() -> open.find(URI.create("https://" + host + "/")));
    }
    assertThatExceptionOfType(UnacceptableUrl.class)
        .isThrownBy(() -> open.parse("http://example.com/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "[2001:db8::1]",
        "[2606:4700::1111]",
        "[2002:808:808::1]"
      })
  void a_public_network_is_accepted(String host) throws UnacceptableUrl {
    assertThat(strict.find(URI.create("https://" + host + "/"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "", "::1/129"})
  void an_invalid_network_stops_the_start(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> IpNetwork.parse(text));
  }

  @Test
  void a_prefix_may_end_within_a_byte() throws UnacceptableUrl {
    var receiverPolicy = new ReceiverPolicy(false, List.of("10.16.0.0/12"));

    assertThat(receiverPolicy.find(URI.create("https://10.32.0.1/"))).isNotNull();
    assertThatExceptionOfType(UnacceptableUrl.class)
        .isThrownBy(() -> receiverPolicy.find(URI.create("https://10.31.255.255/")));
  }

  private static List<String> forbiddenByDefault() {
    return settings(Map.of()).forbiddenNetworks();
  }

  /** The settings that are given, by the names of their methods, and the defaults of the others. */
  private static WebhookConfig settings(Map<String, String> given) {
    return (WebhookConfig)
        Proxy.newProxyInstance(
            WebhookConfig.class.getClassLoader(),
            new Class<?>[] {WebhookConfig.class},
            (_, setting, _) -> {
              var byDefault = setting.getAnnotation(WithDefault.class).value();
              var value = given.getOrDefault(setting.getName(), byDefault);
              return setting.getReturnType() == boolean.class
                  ? (Object) Boolean.valueOf(value)
                  : List.of(value.split(",", -1));
            });
  }
}
