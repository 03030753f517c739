package dev.kith.schemas;

import java.io.IOException;
import org.apache.avro.Schema;

/** Schema registry that does not answer. */
public final class UnavailableRegistry implements SchemaRegistry {

  @Override
  public int register(String subject, Schema schema) {
    throw new RegistryUnavailable("down", new IOException());
  }

  @Override
  public Schema byId(int id) {
    throw new RegistryUnavailable("down", new IOException());
  }
}
