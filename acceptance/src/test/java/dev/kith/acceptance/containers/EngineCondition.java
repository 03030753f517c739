package dev.kith.acceptance.containers;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Condition that skips tests if there is no Docker engine or an image is missing, and prints why.
 */
final class EngineCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return reason()
        .map(reason -> {
          System.out.println("Skipped: " + context.getDisplayName() + ": " + reason);
          return ConditionEvaluationResult.disabled(reason);
        })
        .orElseGet(() -> ConditionEvaluationResult.enabled("There is an engine, and images"));
  }

  private static Optional<String> reason() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("there is no Docker engine here");
    }
    var missing =
        Images.KITH.stream()
            .filter(image ->
                DockerClientFactory.instance()
                    .client()
                    .listImagesCmd()
                    .withFilter("reference", List.of(image))
                    .exec()
                    .isEmpty())
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("no image " + missing + "; deploy/images/build makes them");
  }
}
