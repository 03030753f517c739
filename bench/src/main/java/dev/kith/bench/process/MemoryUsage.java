package dev.kith.bench.process;

import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Jcmd;
import dev.kith.harness.stack.Stack;
import java.util.Map;

/**
 * Memory of a stack, in megabytes.
 *
 * @param heap used heap of profile-service after a full collection
 * @param resident resident memory of profile-service
 * @param allResident resident memory of all processes together
 */
public record MemoryUsage(long heap, long resident, long allResident) {

  private static final String SERVICE = "profile-service";
  private static final long MEGABYTE = 1024 * 1024;

  public static MemoryUsage of(Stack stack) throws InterruptedException {
    long service = stack.run().process(SERVICE);
    new Jcmd(service).run("GC.run");
    Map<String, Long> resident = Machine.residentMegabytes(stack.run().processes());
    return new MemoryUsage(
        heapBytes(stack) / MEGABYTE,
        resident.getOrDefault(SERVICE, 0L),
        resident.values().stream().mapToLong(Long::longValue).sum());
  }

  public String text() {
    return "  memory, MB: profile-service heap %d, resident %d; all processes resident %d"
        .formatted(heap, resident, allResident);
  }

  private static long heapBytes(Stack stack) {
    return new Api(stack.run().management(SERVICE))
        .get("/q/metrics")
        .ok()
        .text()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
