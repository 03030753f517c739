package dev.kith.bench.contacts;

import dev.kith.bench.command.StackCommand;
import dev.kith.bench.journal.FoldBarrier;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.bench.journal.PopulationLoader;
import dev.kith.bench.latency.UpdateRun;
import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command {@code kith bench contacts}, which measures syncs of phone books and large users. */
@Command(
    name = "contacts",
    header = "Syncs of phone books, and users with very many contacts or subscribers.",
    description = {
      "A sync from the request to the last matched profile on the screen; many syncs beside raw appends of the same events;",
      "pages of a user with many subscribers and of one with many contacts, and what others notice while these are written.",
      "Starts a stack of its own unless --url is given."
    },
    footer = {
      "",
      "Requests go through the front door. Progress is told on standard error.",
      "Exits with 0 when all goals are met, else with 3."
    },
    mixinStandardHelpOptions = true)
public final class ContactsCommand extends StackCommand {

  private static final int WARM_SYNCS = 100;

  @Option(
      names = "--addresses",
      defaultValue = "20000",
      description =
          "Different addresses in all phone books; every second has a profile (default: ${DEFAULT-VALUE}).")
  private int addresses;

  @Option(
      names = "--users",
      defaultValue = "7",
      description = "Fresh users who sync one after the other (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--user-size",
      defaultValue = "5000",
      description = "Addresses that each of them syncs (default: ${DEFAULT-VALUE}).")
  private int userSize;

  @Option(
      names = "--syncs",
      defaultValue = "1000",
      description = "Syncs in bulk, each of another user (default: ${DEFAULT-VALUE}).")
  private int syncs;

  @Option(
      names = "--sync-size",
      defaultValue = "500",
      description = "Addresses in each of these (default: ${DEFAULT-VALUE}).")
  private int syncSize;

  @Option(
      names = "--in-flight",
      defaultValue = "8",
      description = "Syncs in bulk at a time (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--subscribers",
      defaultValue = "1000000",
      description =
          "Of the user with many subscribers; 0: no large users (default: ${DEFAULT-VALUE}).")
  private int subscribers;

  @Option(
      names = "--contacts",
      defaultValue = "100000",
      description = "Of the user with many contacts (default: ${DEFAULT-VALUE}).")
  private int contacts;

  @Option(
      names = "--pace",
      defaultValue = "1000",
      description =
          "Subscribers a second, and as many contacts, that are written while others are measured; the rest as fast as it goes (default: ${DEFAULT-VALUE}).")
  private int pace;

  @Option(
      names = "--pages",
      defaultValue = "400",
      description = "Pages that are read of each list (default: ${DEFAULT-VALUE}).")
  private int pages;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Others' changes a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long others are measured, twice (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description =
          "Seconds of others' changes before anything is measured; some syncs follow (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Override
  protected boolean measure(Stack stack) throws InterruptedException, ExecutionException {
    PhoneBooks books = PhoneBooks.of(addresses);
    tell("Loading " + books.existing().size() + " profiles ...");
    new PopulationLoader(stack, new FoldBarrier(stack), this::tell).load(books.existing());
    warmUp(stack, books);
    boolean met = oneByOne(stack, books);
    met &= inBulk(stack, books);
    return subscribers == 0 ? met : large(stack) && met;
  }

  private void warmUp(Stack stack, PhoneBooks books)
      throws InterruptedException, ExecutionException {
    tell("Warming up for " + warmUp + " s and " + WARM_SYNCS + " syncs ...");
    new UpdateRun(stack).run(new OpenLoop(rate, Duration.ofSeconds(warmUp)));
    var _ = new BulkSyncRun(stack, books, syncSize, inFlight, this::tell).run(syncs, WARM_SYNCS);
    var _ = new SyncRun(stack, books, userSize).run(2);
  }

  private boolean oneByOne(Stack stack, PhoneBooks books) throws InterruptedException {
    SyncRun run = new SyncRun(stack, books, userSize).run(users);
    say(run.text());
    return run.meetsGoal();
  }

  private boolean inBulk(Stack stack, PhoneBooks books)
      throws InterruptedException, ExecutionException {
    tell(syncs + " syncs of " + syncSize + " addresses ...");
    var found = new BulkSyncRun(stack, books, syncSize, inFlight, this::tell).run(0, syncs);
    say(found.text());
    return found.meetsGoal();
  }

  private boolean large(Stack stack) throws InterruptedException, ExecutionException {
    tell("%,d subscribers of one, %,d contacts of another ...".formatted(subscribers, contacts));
    try (LargeUsers large = new LargeUsers(stack, subscribers, contacts, this::tell)) {
      LargeUsersRun run = new LargeUsersRun(stack, large, this::tell);
      var others = run.others(new OpenLoop(rate, Duration.ofSeconds(seconds)), pace);
      say(others.text());
      run.complete();
      List<PageRun> lists = run.pages(pages);
      say("\n" + Latencies.head("pages of 50, one at a time, ms"));
      lists.forEach(list -> say(list.line()));
      boolean met = lists.stream().allMatch(PageRun::meetsGoal);
      say("  goal p99 ≤ 20 ms: " + (met ? "met" : "missed"));
      return met && others.meetsGoal();
    }
  }
}
