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
 * A registry that speaks Confluent's API, asked through Confluent's own client. That client is met
 * here only, under the name it has inside Flink's jar; its Avro is renamed too, so schemas pass as
 * JSON.
 */
public final class ConfluentRegistry implements SchemaRegistry {
  private static final String URL = "schema.registry.url";
  private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

  /** Of the client's own cache, which takes its room at once; what is met is kept for ever here. */
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
   * A registry that has not been asked yet: nothing is tried before the first question.
   *
   * @param configuration by Confluent's names; {@code schema.registry.url} may list several, with
   *     commas
   */
  public ConfluentRegistry(Map<String, String> configuration) {
    String urls = configuration.get(URL);
    if (urls == null || urls.isBlank()) {
      throw new IllegalArgumentException(URL + " is not set");
    }
    this.rest = new RestService(List.of(urls.strip().split("\\s*,\\s*")));
    this.client = new CachedSchemaRegistryClient(rest, CAPACITY, withDefaults(configuration));
  }

  /** Where the client's own defaults would hurt. */
  private static Map<String, String> withDefaults(Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>();
    // a minute each, while a partition waits
    all.put("http.connect.timeout.ms", "5000");
    all.put("http.read.timeout.ms", "10000");
    // left unset, any certificate that the trust store knows would pass for any host
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

  /** First the rule, then the schema, so that no version ever came in unchecked. */
  private int registerNow(String subject, Schema schema) throws IOException, RestClientException {
    try {
      client.updateCompatibility(subject, COMPATIBILITY);
    } catch (RestClientException e) {
      if (e.getStatus() != CONFLICT) {
        throw e;
      }
      // another service set it for the first time at the same moment; now it is there to be set
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
      throw new UnknownSchema("schema " + id + " is " + type + ", not Avro");
    }
    if (answer.getReferences() == null || answer.getReferences().isEmpty()) {
      return answer.getSchemaString();
    }
    // the raw schema has what it refers to written out
    return ((AvroSchema) client.getSchemaById(id)).rawSchema().toString();
  }

  private static Schema parse(int id, String json) {
    try {
      return new Schema.Parser().parse(json);
    } catch (SchemaParseException e) {
      throw new UnknownSchema("what the registry has as schema " + id + " is no Avro schema", e);
    }
  }

  private interface Question<A> {
    A put() throws IOException, RestClientException;
  }

  /**
   * Everything but a definite refusal may pass: a proxy's 404, a token being renewed, a full disk.
   */
  private static <A> A ask(Question<A> question) {
    try {
      return question.put();
    } catch (RestClientException e) {
      if (e.getErrorCode() == NO_SUCH_SCHEMA) {
        throw new UnknownSchema("the registry has no such schema: " + e.getMessage(), e);
      }
      if (e.getStatus() == CONFLICT || e.getStatus() == INVALID) {
        throw new IncompatibleSchema("the registry refuses the schema: " + e.getMessage(), e);
      }
      throw new RegistryUnavailable("the registry cannot say: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RegistryUnavailable("the registry does not answer: " + e.getMessage(), e);
    }
  }
}
