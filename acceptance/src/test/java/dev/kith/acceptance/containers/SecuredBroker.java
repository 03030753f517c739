package dev.kith.acceptance.containers;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/**
 * Broker that requires TLS and SCRAM from services, and lets an account do only what its ACLs
 * allow. An additional plain listener, published on a port of this machine only, permits
 * everything: the test creates the accounts there.
 */
record SecuredBroker(GenericContainer<?> container, String certificate, String forAdministrators) {

  static final String FOR_SERVICES = "kafka:9094";
  private static final String PASSWORD = "of-the-keystore";
  private static final String KEYSTORE = "/etc/kafka/docker/kafka.p12";

  static SecuredBroker prepare(Path temporary) throws IOException, InterruptedException {
    Path keystore = temporary.resolve("kafka.p12");
    Path certificate = temporary.resolve("ca.crt");
    keytool(
        "-genkeypair",
        "-alias",
        "kafka",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=kafka",
        "-ext",
        "san=dns:kafka",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        keystore.toString(),
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "kafka",
        "-file",
        certificate.toString(),
        "-keystore",
        keystore.toString(),
        "-storepass",
        PASSWORD);
    int port = freePort();
    String administrators = "localhost:" + port;
    GenericContainer<?> container =
        Kafka.broker(settings(administrators, port))
            .withCreateContainerCmdModifier(command ->
                command
                    .getHostConfig()
                    .withBinds(new Bind(keystore.toString(), new Volume(KEYSTORE), AccessMode.ro)));
    container.setPortBindings(List.of("127.0.0.1:" + port + ":" + port));
    return new SecuredBroker(container, Files.readString(certificate), administrators);
  }

  private static Map<String, String> settings(String administrators, int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093,SECURED://:9094,HERE://:" + port);
    settings.put(
        "KAFKA_ADVERTISED_LISTENERS",
        "PLAINTEXT://localhost:9092,SECURED://%s,HERE://%s"
            .formatted(FOR_SERVICES, administrators));
    settings.put(
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL,HERE:PLAINTEXT");
    settings.put("KAFKA_LISTENER_NAME_SECURED_SSL_KEYSTORE_LOCATION", KEYSTORE);
    settings.put("KAFKA_LISTENER_NAME_SECURED_SSL_KEYSTORE_TYPE", "PKCS12");
    settings.put("KAFKA_LISTENER_NAME_SECURED_SSL_KEYSTORE_PASSWORD", PASSWORD);
    settings.put("KAFKA_LISTENER_NAME_SECURED_SSL_KEY_PASSWORD", PASSWORD);
    settings.put("KAFKA_LISTENER_NAME_SECURED_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512");
    settings.put(
        "KAFKA_LISTENER_NAME_SECURED_SCRAM___SHA___512_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put(
        "KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("KAFKA_SUPER_USERS", "User:ANONYMOUS");
    return settings;
  }

  private static void keytool(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
