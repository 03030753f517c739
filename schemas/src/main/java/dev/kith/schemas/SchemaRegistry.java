package dev.kith.schemas;

import org.apache.avro.Schema;

/** Where schemas have ids. What it has answered once it answers for ever, even when it is down. */
public interface SchemaRegistry {

  /**
   * The id of this schema, now a version of the subject, whose compatibility is
   * BACKWARD_TRANSITIVE.
   *
   * @throws IncompatibleSchema if the registry refuses it
   * @throws RegistryUnavailable if it cannot say: ask again
   */
  int register(String subject, Schema schema);

  /**
   * The schema of this id.
   *
   * @throws UnknownSchema if the registry says that it has none
   * @throws RegistryUnavailable if it cannot say: ask again
   */
  Schema byId(int id);
}
