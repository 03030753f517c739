package dev.kith.notifier.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of webhooks, {@code kith.notifier.webhooks.*}. */
@ConfigMapping(prefix = "kith.notifier.webhooks")
public interface WebhookConfig {

  /** Registered webhooks, at most. */
  @WithDefault("50")
  int maxWebhooks();

  /** Updates per request, at most. */
  @WithDefault("100")
  int updates();

  /** Bytes of a request's body, at most, unless a single update is larger. */
  @WithDefault("256K")
  MemorySize maximumBody();

  /** Time that a receiver may take for one request. */
  @WithDefault("10s")
  Duration timeout();

  /** Back-off after a first failure, at most; it doubles with each further failure. */
  @WithDefault("1s")
  Duration firstPause();

  /** Back-off between two attempts, at most. */
  @WithDefault("5m")
  Duration longestPause();

  /** A webhook that has failed for this long is stopped. */
  @WithDefault("3d")
  Duration giveUpAfter();

  /** Time for which an old secret still signs beside the new one. */
  @WithDefault("24h")
  Duration secretOverlap();

  /** Permits receivers with http URLs, which anyone on the network path can read. */
  @WithDefault("false")
  boolean allowHttp();

  /**
   * Permits receivers in private networks (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16,
   * 100.64.0.0/10, fc00::/7 and similar ones). A backend can then have requests sent to the
   * deployment's own services.
   */
  @WithDefault("false")
  boolean allowPrivateNetworks();

  /**
   * Networks in which no receiver may be, whatever host name it has. By default: this machine,
   * link-local addresses (a cloud's metadata service among them), and multicast or reserved ones.
   */
  @WithDefault(
      "0.0.0.0/8,127.0.0.0/8,169.254.0.0/16,224.0.0.0/3,::/127,fe80::/10,fec0::/10,ff00::/8,64:ff9b::/96,fd00:ec2::254/128")
  List<String> forbiddenNetworks();
}
