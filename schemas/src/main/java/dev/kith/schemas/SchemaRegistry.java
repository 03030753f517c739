package dev.kith.schemas;

import org.apache.avro.Schema;

/**
 * Registry of schemas by id. An answer is cached permanently, and so remains available while the
 * registry is down.
 */
public interface SchemaRegistry {

  /**
   * Registers the schema as a version of the subject, with compatibility BACKWARD_TRANSITIVE, and
   * returns its id.
   *
   * @throws IncompatibleSchema if the registry refuses it
   * @throws RegistryUnavailable if it gives no definite answer: retry
   */
  int register(String subject, Schema schema);

  /**
   * Schema with this id.
   *
   * @throws UnknownSchema if the registry has no such schema
   * @throws RegistryUnavailable if it gives no definite answer: retry
   */
  Schema byId(int id);
}
