package dev.inedobot.docker;

import static dev.inedobot.docker.CreateOptions.alone;
import static dev.inedobot.docker.CreateOptions.each;
import static dev.inedobot.docker.CreateOptions.members;
import static dev.inedobot.docker.CreateOptions.nothing;
import static dev.inedobot.docker.CreateOptions.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.docker.CreateOptions.Translation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says {@code HostConfig} in options of {@code docker create} (Docker docs: Engine API v1.41 to
 * v1.48, docker container create). A field that is not in the table is named as one that can't be
 * said, so that nothing is left out in silence.
 */
final class HostConfigOptions {
  private static final Map<String, Translation> TABLE =
      Map.ofEntries(
          Map.entry("Annotations", members("--annotation")),
          Map.entry("AutoRemove", alone("--rm")),
          Map.entry("Binds", each("--volume")),
          Map.entry("BlkioDeviceReadBps", devices("--device-read-bps", "Rate")),
          Map.entry("BlkioDeviceReadIOps", devices("--device-read-iops", "Rate")),
          Map.entry("BlkioDeviceWriteBps", devices("--device-write-bps", "Rate")),
          Map.entry("BlkioDeviceWriteIOps", devices("--device-write-iops", "Rate")),
          Map.entry("BlkioWeight", value("--blkio-weight")),
          Map.entry("BlkioWeightDevice", devices("--blkio-weight-device", "Weight")),
          Map.entry("CapAdd", each("--cap-add")),
          Map.entry("CapDrop", each("--cap-drop")),
          Map.entry("CgroupParent", value("--cgroup-parent")),
          Map.entry("CgroupnsMode", value("--cgroupns")),
          // The size of the terminal that it was made from.
          Map.entry("ConsoleSize", nothing()),
          Map.entry("CpuCount", value("--cpu-count")),
          Map.entry("CpuPercent", value("--cpu-percent")),
          Map.entry("CpuPeriod", value("--cpu-period")),
          Map.entry("CpuQuota", value("--cpu-quota")),
          Map.entry("CpuRealtimePeriod", value("--cpu-rt-period")),
          Map.entry("CpuRealtimeRuntime", value("--cpu-rt-runtime")),
          Map.entry("CpuShares", value("--cpu-shares")),
          Map.entry("CpusetCpus", value("--cpuset-cpus")),
          Map.entry("CpusetMems", value("--cpuset-mems")),
          Map.entry("DeviceCgroupRules", each("--device-cgroup-rule")),
          Map.entry("DeviceRequests", HostConfigOptions::deviceRequests),
          Map.entry("Devices", HostConfigOptions::device),
          Map.entry("Dns", each("--dns")),
          Map.entry("DnsOptions", each("--dns-option")),
          Map.entry("DnsSearch", each("--dns-search")),
          Map.entry("ExtraHosts", each("--add-host")),
          Map.entry("GroupAdd", each("--group-add")),
          Map.entry("IOMaximumBandwidth", value("--io-maxbandwidth")),
          Map.entry("IOMaximumIOps", value("--io-maxiops")),
          Map.entry("Init", alone("--init")),
          Map.entry("IpcMode", value("--ipc")),
          Map.entry("Isolation", value("--isolation")),
          Map.entry("KernelMemory", value("--kernel-memory")),
          Map.entry("Links", each("--link")),
          Map.entry("LogConfig", HostConfigOptions::logging),
          Map.entry("MaskedPaths", hiddenPaths("MaskedPaths", "/proc/kcore")),
          Map.entry("Memory", value("--memory")),
          Map.entry("MemoryReservation", value("--memory-reservation")),
          Map.entry("MemorySwap", value("--memory-swap")),
          Map.entry("MemorySwappiness", value("--memory-swappiness")),
          Map.entry("Mounts", MountOption::sayAll),
          Map.entry("NanoCpus", HostConfigOptions::cpus),
          // Said with the endpoint.
          Map.entry("NetworkMode", nothing()),
          Map.entry("OomKillDisable", alone("--oom-kill-disable")),
          Map.entry("OomScoreAdj", value("--oom-score-adj")),
          Map.entry("PidMode", value("--pid")),
          Map.entry("PidsLimit", value("--pids-limit")),
          Map.entry("PortBindings", HostConfigOptions::ports),
          Map.entry("Privileged", alone("--privileged")),
          Map.entry("PublishAllPorts", alone("--publish-all")),
          Map.entry("ReadonlyPaths", hiddenPaths("ReadonlyPaths", "/proc/sys")),
          Map.entry("ReadonlyRootfs", alone("--read-only")),
          Map.entry("RestartPolicy", HostConfigOptions::restart),
          Map.entry("Runtime", value("--runtime")),
          Map.entry("SecurityOpt", HostConfigOptions::security),
          Map.entry("ShmSize", value("--shm-size")),
          Map.entry("StorageOpt", members("--storage-opt")),
          Map.entry("Sysctls", members("--sysctl")),
          Map.entry("Tmpfs", HostConfigOptions::tmpfs),
          Map.entry("UTSMode", value("--uts")),
          Map.entry("Ulimits", HostConfigOptions::ulimits),
          Map.entry("UsernsMode", value("--userns")),
          Map.entry("VolumeDriver", value("--volume-driver")),
          Map.entry("VolumesFrom", each("--volumes-from")));

  private HostConfigOptions() {}

  static void say(JsonNode hostConfig, CreateOptions options) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    hostConfig.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    sorted.forEach((field, value) -> options.translate(TABLE, "HostConfig.", field, value));
    paths(hostConfig, options);
  }

  /** None hidden at all is how {@code systempaths=unconfined} and privileged containers look. */
  private static void paths(JsonNode hostConfig, CreateOptions options) {
    boolean shown =
        hostConfig.path("MaskedPaths").isArray()
            && hostConfig.path("MaskedPaths").isEmpty()
            && hostConfig.path("ReadonlyPaths").isEmpty();
    if (shown && !hostConfig.path("Privileged").asBoolean()) {
      options.add("--security-opt", "systempaths=unconfined");
    }
  }

  /** The usual paths need no option, and differ from one engine to the next; others have none. */
  private static Translation hiddenPaths(String field, String usual) {
    return (options, paths) -> {
      if (!paths.isEmpty() && !ContainerJson.texts(paths).contains(usual)) {
        options.cannotSay("HostConfig." + field);
      }
    };
  }

  private static Translation devices(String flag, String member) {
    return (options, devices) ->
        devices.forEach(
            device ->
                options.add(
                    flag, device.path("Path").asText() + ":" + device.path(member).asText()));
  }

  private static void device(CreateOptions options, JsonNode devices) {
    for (JsonNode device : devices) {
      options.add(
          "--device",
          "%s:%s:%s"
              .formatted(
                  device.path("PathOnHost").asText(),
                  device.path("PathInContainer").asText(),
                  device.path("CgroupPermissions").asText("rwm")));
    }
  }

  /** {@code --gpus} makes requests for the capability gpu only, {@code --device} those for CDI. */
  private static void deviceRequests(CreateOptions options, JsonNode requests) {
    for (JsonNode request : requests) {
      List<String> ids = ContainerJson.texts(request.path("DeviceIDs"));
      String driver = request.path("Driver").asText();
      if (driver.equals("cdi")) {
        ids.forEach(id -> options.add("--device", id));
        continue;
      }
      JsonNode capabilities = request.path("Capabilities");
      List<String> named = new ArrayList<>(ContainerJson.texts(capabilities.path(0)));
      boolean gpus =
          capabilities.size() == 1
              && named.remove("gpu")
              && Emptiness.isEmpty(request.path("Options"));
      if (!gpus) {
        options.cannotSay("HostConfig.DeviceRequests");
        continue;
      }
      List<String> fields = new ArrayList<>();
      int count = request.path("Count").asInt();
      if (ids.isEmpty()) {
        fields.add(count < 0 ? "count=all" : "count=" + count);
      } else {
        fields.add("device=" + String.join(",", ids));
      }
      if (!driver.isEmpty()) {
        fields.add("driver=" + driver);
      }
      if (!named.isEmpty()) {
        fields.add("capabilities=" + String.join(",", named));
      }
      options.add("--gpus", MountOption.csv(fields));
    }
  }

  private static void logging(CreateOptions options, JsonNode logging) {
    if (!Emptiness.isEmpty(logging.path("Type"))) {
      options.add("--log-driver", logging.path("Type").asText());
    }
    members("--log-opt").say(options, logging.path("Config"));
  }

  private static void cpus(CreateOptions options, JsonNode nano) {
    options.add(
        "--cpus", BigDecimal.valueOf(nano.asLong(), 9).stripTrailingZeros().toPlainString());
  }

  private static void ports(CreateOptions options, JsonNode ports) {
    ports
        .properties()
        .forEach(
            port -> {
              if (port.getValue().isEmpty()) {
                options.cannotSay("HostConfig.PortBindings." + port.getKey());
              }
              for (JsonNode binding : port.getValue()) {
                options.add("--publish", published(port.getKey(), binding));
              }
            });
  }

  private static String published(String inside, JsonNode binding) {
    String address = binding.path("HostIp").asText();
    String port = binding.path("HostPort").asText();
    if (address.isEmpty()) {
      return port.isEmpty() ? inside : port + ":" + inside;
    }
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    return bracketed + ":" + port + ":" + inside;
  }

  private static void restart(CreateOptions options, JsonNode policy) {
    String name = policy.path("Name").asText();
    int most = policy.path("MaximumRetryCount").asInt();
    if (!name.isEmpty()) {
      options.add("--restart", most > 0 ? name + ":" + most : name);
    }
  }

  /** The engine shows a seccomp profile as what is in it, the option takes a file. */
  private static void security(CreateOptions options, JsonNode labels) {
    for (JsonNode label : labels) {
      String text = label.asText();
      if (text.startsWith("seccomp=") && text.contains("{")) {
        options.cannotSay("HostConfig.SecurityOpt.seccomp");
      } else {
        options.add("--security-opt", text);
      }
    }
  }

  private static void tmpfs(CreateOptions options, JsonNode mounts) {
    mounts
        .properties()
        .forEach(
            mount -> {
              String how = mount.getValue().asText();
              options.add("--tmpfs", mount.getKey() + (how.isEmpty() ? "" : ":" + how));
            });
  }

  private static void ulimits(CreateOptions options, JsonNode limits) {
    for (JsonNode limit : limits) {
      options.add(
          "--ulimit",
          "%s=%d:%d"
              .formatted(
                  limit.path("Name").asText(),
                  limit.path("Soft").asLong(),
                  limit.path("Hard").asLong()));
    }
  }
}
