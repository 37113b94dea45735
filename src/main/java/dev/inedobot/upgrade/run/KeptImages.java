package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.ImageRetention;
import dev.inedobot.upgrade.plan.ImageRetention.Past;
import dev.inedobot.upgrade.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes images that the bot pulled for upgrades that are long past. An image that a container was
 * made from stays, whoever made it. What fails here is tried again after the next success.
 */
final class KeptImages {
  private static final Logger LOG = LoggerFactory.getLogger(KeptImages.class);
  private static final int HISTORY = 500;

  private final Journal journal;

  KeptImages(Journal journal) {
    this.journal = journal;
  }

  /** Tidies up on the engine of a run that has passed the gate. Never throws. */
  void tidy(Run run) {
    try {
      List<String> removed = remove(run.host(), past(run));
      if (!removed.isEmpty()) {
        run.log().write(Kind.IMAGES_REMOVED, String.join(", ", removed));
      }
    } catch (HostProblem | Journal.JournalProblem problem) {
      LOG.warn("Images of past upgrades are left for now: {}", problem.getMessage());
    } catch (RuntimeException unforeseen) {
      // What is only tidiness must not take a success away.
      LOG.error("Images of past upgrades could not be tidied up", unforeseen);
    }
  }

  private List<Past> past(Run run) {
    String host = run.plan().settings().host();
    List<Past> past = new ArrayList<>();
    for (Upgrade upgrade : journal.newest(null, HISTORY)) {
      Plan plan = journal.plan(upgrade.id());
      if (plan.settings().host().equals(host)) {
        boolean pulled =
            journal.events(upgrade.id()).stream().anyMatch(e -> e.kind() == Kind.PULLING);
        past.add(
            new Past(
                plan,
                upgrade.state().isActive(),
                plan.work().replaces()
                    && (upgrade.state() == UpgradeState.SUCCEEDED
                        || upgrade.id().equals(run.upgrade().id())),
                pulled));
      }
    }
    return past;
  }

  private static List<String> remove(ContainerHost host, List<Past> past) {
    List<Plan.Next> outlived = ImageRetention.outlived(past);
    if (outlived.isEmpty()) {
      return List.of();
    }
    Set<String> inUse =
        host.containers().stream()
            .map(ContainerFacts::image)
            .map(ContainerFacts.ImageUse::id)
            .collect(Collectors.toSet());
    List<String> removed = new ArrayList<>();
    for (Plan.Next image : outlived) {
      String id = host.imageId(image.pinned()).orElse("");
      if (!id.isEmpty() && !inUse.contains(id) && removeBoth(host, image, id)) {
        removed.add(image.image().toString());
      }
    }
    return removed;
  }

  /** The tag is left if it stands for another image by now. */
  private static boolean removeBoth(ContainerHost host, Plan.Next image, String id) {
    try {
      ImageReference tagged = image.image();
      if (host.imageId(tagged).filter(id::equals).isPresent()) {
        host.removeImage(tagged);
      }
      host.removeImage(image.pinned());
      return true;
    } catch (HostProblem refused) {
      LOG.info("An image is left: {}", refused.getMessage());
      return false;
    }
  }
}
