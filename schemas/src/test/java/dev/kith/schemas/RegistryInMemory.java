package dev.kith.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Schema registry in memory that accepts every schema; ids count from 1. */
public final class RegistryInMemory implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    int at = schemas.indexOf(schema);
    if (at >= 0) {
      return at + 1;
    }
    schemas.add(schema);
    return schemas.size();
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new UnknownSchema("No schema has the id " + id);
    }
    return schemas.get(id - 1);
  }
}
