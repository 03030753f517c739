package dev.kith.kit;

import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;

/** CDI producers of objects from modules without CDI. */
@ApplicationScoped
public class KitBeans {

  @Produces
  @Singleton
  WireFormat wireFormat(KithConfig settings) {
    var configuration = new HashMap<>(settings.registry().properties());
    configuration.put("schema.registry.url", settings.registry().url());
    return new WireFormat(new ConfluentRegistry(configuration));
  }
}
