package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.plan.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says a member of {@code HostConfig.Mounts} in {@code --mount} (Docker docs, bind mounts etc.).
 */
final class MountOption {
  private static final Set<String> KNOWN =
      Set.of(
          "Type",
          "Source",
          "Target",
          "ReadOnly",
          "Consistency",
          "BindOptions",
          "VolumeOptions",
          "TmpfsOptions",
          "ImageOptions");

  private final CreateOptions options;
  private final JsonNode mount;
  private final String target;
  private final List<String> fields = new ArrayList<>();

  private MountOption(CreateOptions options, JsonNode mount) {
    this.options = options;
    this.mount = mount;
    this.target = mount.path("Target").asText();
  }

  static void sayAll(CreateOptions options, JsonNode mounts) {
    mounts.forEach(mount -> new MountOption(options, mount).say());
  }

  private void say() {
    field("type", mount.path("Type"));
    field("source", mount.path("Source"));
    field("target", mount.path("Target"));
    flag("readonly", mount.path("ReadOnly"));
    field("consistency", mount.path("Consistency"));
    bind(mount.path("BindOptions"));
    volume(mount.path("VolumeOptions"));
    field("image-subpath", mount.path("ImageOptions").path("Subpath"));
    JsonNode tmpfs = mount.path("TmpfsOptions");
    field("tmpfs-size", tmpfs.path("SizeBytes"));
    if (!Emptiness.isEmpty(tmpfs.path("Mode"))) {
      fields.add("tmpfs-mode=" + Integer.toOctalString(tmpfs.path("Mode").asInt()));
    }
    refuse(tmpfs.path("Options"), "TmpfsOptions.Options");
    mount
        .properties()
        .forEach(
            member -> {
              if (!KNOWN.contains(member.getKey())) {
                refuse(member.getValue(), member.getKey());
              }
            });
    options.addShown("--mount", csv(fields));
  }

  private void bind(JsonNode bind) {
    field("bind-propagation", bind.path("Propagation"));
    boolean flat = bind.path("NonRecursive").asBoolean();
    boolean writableBelow = bind.path("ReadOnlyNonRecursive").asBoolean();
    boolean insists = bind.path("ReadOnlyForceRecursive").asBoolean();
    if (flat || writableBelow || insists) {
      fields.add("bind-recursive=" + (flat ? "disabled" : insists ? "readonly" : "writable"));
    }
    refuse(bind.path("CreateMountpoint"), "BindOptions.CreateMountpoint");
  }

  private void volume(JsonNode volume) {
    flag("volume-nocopy", volume.path("NoCopy"));
    field("volume-subpath", volume.path("Subpath"));
    field("volume-driver", volume.path("DriverConfig").path("Name"));
    pairs("volume-opt", volume.path("DriverConfig").path("Options"));
    pairs("volume-label", volume.path("Labels"));
  }

  private void field(String name, JsonNode value) {
    if (!Emptiness.isEmpty(value)) {
      fields.add(name + "=" + value.asText());
    }
  }

  private void flag(String name, JsonNode value) {
    if (value.asBoolean()) {
      fields.add(name);
    }
  }

  private void pairs(String name, JsonNode pairs) {
    pairs
        .properties()
        .forEach(
            pair -> {
              String value = pair.getValue().asText();
              boolean hidden = options.hides(pair.getKey(), value);
              fields.add(name + "=" + pair.getKey() + "=" + (hidden ? Secrecy.PLACEHOLDER : value));
            });
  }

  private void refuse(JsonNode value, String what) {
    if (!Emptiness.isEmpty(value)) {
      options.cannotSay("HostConfig.Mounts." + target + "." + what);
    }
  }

  /** One line of comma-separated values, as these options take it. */
  static String csv(List<String> fields) {
    return fields.stream()
        .map(
            field ->
                field.matches("(?s).*[,\"\\n\\r].*|\\s.*")
                    ? "\"" + field.replace("\"", "\"\"") + "\""
                    : field)
        .collect(Collectors.joining(","));
  }
}
