package dev.kith.kit.streams;

import dev.kith.schemas.SchemaRegistry;
import dev.kith.schemas.UnknownSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Schema registry for topology tests, in memory; ids count from 1. */
public final class RegistryInMemory implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public int register(String subject, Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new UnknownSchema("No schema has the id " + id);
    }
    return schemas.get(id - 1);
  }
}
