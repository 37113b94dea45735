package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NearbyVersions;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import dev.inedobot.upgrade.run.TagLists.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images of an instance's releases: where they are, which there are, and what one is. */
final class ReleaseImages {
  private final TagLists tags;

  ReleaseImages(TagLists tags) {
    this.tags = tags;
  }

  /**
   * Where an instance's new images come from; throws {@link IllegalArgumentException} if its
   * container's image does not say, as one that was made by an image's id.
   */
  static ImageReference repository(InstanceSettings settings, ContainerFacts container) {
    String configured = settings.image();
    return ImageReference.parse(configured == null ? container.image().reference() : configured)
        .withoutTag();
  }

  /** Tries the tag as it was typed, for a mirror that uses that form, then Inedo's release form. */
  static Optional<RemoteImage> resolve(
      ContainerHost host, ImageReference repository, Version target, String wanted) {
    Set<String> forms = new LinkedHashSet<>();
    if (Tag.isTag(wanted)) {
      forms.add(wanted);
    }
    forms.add(target.releaseForm());
    for (String form : forms) {
      Optional<RemoteImage> image = host.resolve(repository.withTag(Tag.parse(form)));
      if (image.isPresent()) {
        RemoteImage found = image.get();
        return Optional.of(
            new RemoteImage(
                repository.withTag(Tag.parse(target.releaseForm())),
                found.digest(),
                found.platforms()));
      }
    }
    return Optional.empty();
  }

  /** The registry is asked anew which versions there are: the one asked for may just have come. */
  Refusal unknown(ContainerHost host, ImageReference repository, Product product, Version target) {
    String reason =
        "%s %s does not exist in %s."
            .formatted(product.displayName(), target.marketingForm(), repository.repository());
    try {
      return new Refusal(
          reason, NearbyVersions.sentence(listed(host, repository, Age.FRESH), target));
    } catch (RegistryProblem problem) {
      return new Refusal(reason, String.valueOf(problem.getMessage()));
    }
  }

  List<Tag> listed(ContainerHost host, ImageReference repository, Age age) throws RegistryProblem {
    Transport transport =
        host.isInsecure(repository.registry()) ? Transport.INSECURE : Transport.TRUSTED;
    return tags.tags(repository, transport, age);
  }
}
