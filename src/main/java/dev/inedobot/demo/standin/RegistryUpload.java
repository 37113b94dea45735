package dev.inedobot.demo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Puts images into a registry on loopback (facts: OCI distribution specification, pushing). */
final class RegistryUpload {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI registry;

  RegistryUpload(String registry) {
    this.registry = URI.create("http://" + registry);
  }

  /**
   * Uploads what the registry doesn't have yet; the manifest last, so that a tag is never broken.
   */
  void put(String repository, String tag, StandInImage image) {
    for (Blob layer : image.layers()) {
      putBlob(repository, layer);
    }
    putBlob(repository, image.configuration());
    putManifest(repository, tag, StandInImage.MANIFEST, image.manifest());
  }

  /** Uploads an image without a tag, and an index of it that has one. */
  void putIndexed(String repository, String tag, StandInImage image, Blob index) {
    put(repository, image.manifest().digest(), image);
    putManifest(repository, tag, StandInImage.INDEX, index);
  }

  private void putManifest(String repository, String reference, String type, Blob manifest) {
    HttpRequest.Builder put =
        at("/v2/" + repository + "/manifests/" + reference)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(manifest.bytes()));
    expect(201, put.build());
  }

  private void putBlob(String repository, Blob blob) {
    HttpRequest look =
        at("/v2/" + repository + "/blobs/" + blob.digest())
            .method("HEAD", BodyPublishers.noBody())
            .build();
    if (send(look).statusCode() == 200) {
      return;
    }
    HttpRequest begin =
        at("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()).build();
    String location =
        expect(202, begin)
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> failure(begin, "answered without a Location"));
    String separator = location.contains("?") ? "&" : "?";
    HttpRequest.Builder upload =
        at(location + separator + "digest=" + blob.digest())
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(blob.bytes()));
    expect(201, upload.build());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(registry.resolve(path)).timeout(TIMEOUT);
  }

  private HttpResponse<String> expect(int status, HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() != status) {
      throw failure(request, "answered " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(failure(request, e.toString()).getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(request, "was interrupted");
    }
  }

  private static IllegalStateException failure(HttpRequest request, String why) {
    return new IllegalStateException(
        "Tried to put a stand-in's image into the registry: %s %s %s. Is a registry running there?"
            .formatted(request.method(), request.uri(), why));
  }
}
