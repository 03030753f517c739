package dev.kith.local.stack;

import dev.kith.local.base.Home;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Process plan of the schema registry (Apicurio), which stores its schemas in a file. */
final class Registry {

  static final String NAME = "schema-registry";
  static final String MANAGEMENT = "schema-registry-management";

  // small: it is not on the data path, and is asked once for each schema
  private static final List<String> FLAGS =
      List.of("-Xms32m", "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

  private Registry() {}

  /** URL of the API for Confluent's client. */
  static URI api(Ports ports) {
    return ports.url(NAME).resolve("/apis/ccompat/v7");
  }

  static ProcessSpec plan(Home home, DataFolder data, Ports ports) {
    Path folder = data.folderFor("registry");
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(NAME)));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(MANAGEMENT)));
    environment.put("APICURIO_STORAGE_KIND", "sql");
    environment.put("APICURIO_STORAGE_SQL_KIND", "h2");
    // write at each commit: a schema id used in the journal must survive a kill
    environment.put(
        "APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + folder.resolve("registry") + ";WRITE_DELAY=0");
    environment.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
    environment.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
    environment.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
    Path build = home.registry();
    List<String> command =
        new JavaCommand(home).cached(NAME, build).flags(FLAGS).jar(build.resolve(Home.QUARKUS_JAR));
    return new ProcessSpec(
        NAME, command, environment, folder, Probe.answers(URI.create(api(ports) + "/subjects")));
  }
}
