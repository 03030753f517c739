package dev.kith.schemas;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Schema registry with Confluent's API, accessed through Confluent's client. Only this class uses
 * that client, under the package names that it has in Flink's jar. Avro is relocated there, too, so
 * schemas are passed as JSON.
 */
public final class ConfluentRegistry implements SchemaRegistry {
  private static final String URL = "schema.registry.url";
  private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

  /**
   * Capacity of the client's own cache, which allocates it at once; this class caches everything
   * without limit itself.
   */
  private static final int CAPACITY = 100;

  private static final int CONFLICT = 409;
  private static final int INVALID = 422;
  private static final int NO_SUCH_SCHEMA = 40403;

  private record Registration(String subject, Schema schema) {}

  private final RestService rest;
  private final CachedSchemaRegistryClient client;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /**
   * Creates a client that connects only with the first request.
   *
   * @param configuration by Confluent's names; {@code schema.registry.url} may list several URLs,
   *     comma-separated
   */
  public ConfluentRegistry(Map<String, String> configuration) {
    String urls = configuration.get(URL);
    if (urls == null || urls.isBlank()) {
      throw new IllegalArgumentException(URL + " is not set");
    }
    this.rest = new RestService(List.of(urls.strip().split("\\s*,\\s*")));
    this.client = new CachedSchemaRegistryClient(rest, CAPACITY, withDefaults(configuration));
  }

  /** Defaults where the client's own are unsuitable. */
  private static Map<String, String> withDefaults(Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>();
    // the client's defaults are a minute each, during which a partition waits
    all.put("http.connect.timeout.ms", "5000");
    all.put("http.read.timeout.ms", "10000");
    // left unset, any certificate that the trust store accepts would be valid for every host name
    all.put("schema.registry.ssl.endpoint.identification.algorithm", "https");
    all.putAll(configuration);
    return all;
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration registration = new Registration(subject, schema);
    Integer known = ids.get(registration);
    if (known != null) {
      return known;
    }
    int id = ask(() -> registerNow(subject, schema));
    ids.put(registration, id);
    schemas.put(id, schema);
    return id;
  }

  /**
   * Sets the compatibility before it registers the schema, so that no version is ever registered
   * unchecked.
   */
  private int registerNow(String subject, Schema schema) throws IOException, RestClientException {
    try {
      client.updateCompatibility(subject, COMPATIBILITY);
    } catch (RestClientException e) {
      if (e.getStatus() != CONFLICT) {
        throw e;
      }
      // another service set it for the first time at the same moment; now it can be updated
      client.updateCompatibility(subject, COMPATIBILITY);
    }
    return client.register(subject, new AvroSchema(schema.toString()));
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Schema schema = parse(id, ask(() -> fetch(id)));
    schemas.put(id, schema);
    return schema;
  }

  private String fetch(int id) throws IOException, RestClientException {
    SchemaString answer = rest.getId(id);
    String type = answer.getSchemaType();
    if (type != null && !type.equals(AvroSchema.TYPE)) {
      throw new UnknownSchema("Schema " + id + " is " + type + ", not Avro");
    }
    if (answer.getReferences() == null || answer.getReferences().isEmpty()) {
      return answer.getSchemaString();
    }
    // the raw schema contains the referenced schemas
    return ((AvroSchema) client.getSchemaById(id)).rawSchema().toString();
  }

  private static Schema parse(int id, String json) {
    try {
      return new Schema.Parser().parse(json);
    } catch (SchemaParseException e) {
      throw new UnknownSchema("Schema " + id + " in the registry is not a valid Avro schema", e);
    }
  }

  private interface Question<A> {
    A put() throws IOException, RestClientException;
  }

  /**
   * Only a definite refusal is final; other errors may be temporary: a proxy's 404, a token being
   * renewed, a full disk.
   */
  private static <A> A ask(Question<A> question) {
    try {
      return question.put();
    } catch (RestClientException e) {
      if (e.getErrorCode() == NO_SUCH_SCHEMA) {
        throw new UnknownSchema("The registry has no such schema: " + e.getMessage(), e);
      }
      if (e.getStatus() == CONFLICT || e.getStatus() == INVALID) {
        throw new IncompatibleSchema("The registry refused the schema: " + e.getMessage(), e);
      }
      throw new RegistryUnavailable("The registry answered with an error: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RegistryUnavailable("The registry does not answer: " + e.getMessage(), e);
    }
  }
}
