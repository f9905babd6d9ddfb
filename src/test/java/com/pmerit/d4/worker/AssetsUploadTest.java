package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopAssets.UPLOAD;
import static com.pmerit.d4.worker.ShopAssets.uploads;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetsUploadTest {
    private static final String EXPIRED = "{\"success\":false,\"result\":null,\"messages\":[],"
            + "\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}]}";

    @TempDir
    private Path directory;

    private final List<String> howFar = new CopyOnWriteArrayList<>();
    private ShopWorker shop;
    private ShopAssets files;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
        files = new ShopAssets(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void bringsEachFileOnceAndThenWhatIsNewAlone() throws Exception {
        files.write("copy/style.css", "body{}");

        assertThat(brought().sent()).isEqualTo(3);
        assertThat(howFar).containsExactly("3 of 3 files");
        assertThat(brought().sent()).isZero();
        assertThat(uploads(shop)).isEqualTo(1);
        files.write("style.css", "body{color:red}");
        assertThat(brought().sent()).isEqualTo(1);
    }

    @Test
    void bringsAFileOfManyMebibytesAndAnEmptyOne() throws Exception {
        Files.write(files.directory().resolve("large.bin"), new byte[25 * 1024 * 1024]);
        Files.write(files.directory().resolve("larger.bin"), new byte[25 * 1024 * 1024 - 1]);
        files.write("empty.txt", "");

        assertThat(brought().sent()).isEqualTo(6);
        assertThat(uploads(shop)).as("of at most 40 MiB").isEqualTo(2);
    }

    @Test
    void goesOnWithTheRestOfARunThatWasCutOff() throws Exception {
        Files.write(files.directory().resolve("large.bin"), new byte[25 * 1024 * 1024]);
        Files.write(files.directory().resolve("larger.bin"), new byte[25 * 1024 * 1024 - 1]);
        shop.account.drops("POST", UPLOAD, 2, 1_000, Moment.BEFORE_ACTING);
        assertThat(upload()).isInstanceOf(AssetsUpload.Failed.class);
        shop.account.sandbox.faults().clear();

        assertThat(brought().sent()).isLessThan(5).isPositive();

        assertThat(uploads(shop)).isEqualTo(2);
    }

    @Test
    void sendsNothingTwiceThoughNoAnswerSaysThatItCame() throws Exception {
        shop.account.drops("POST", UPLOAD, 1, 1_000, Moment.AFTER_ACTING);

        assertThat(brought().sent()).isEqualTo(3);

        assertThat(shop.account.sandbox.requests().entries())
                .filteredOn(entry -> entry.template().endsWith(UPLOAD))
                .hasSize(1);
    }

    @Test
    void triesAgainWhatWasNotAnswered() throws Exception {
        shop.account.drops("POST", UPLOAD, 1, 1, Moment.BEFORE_ACTING);
        shop.account.answers("POST", UPLOAD, 2, 503, "");

        assertThat(brought().sent()).isEqualTo(3);
    }

    @Test
    void opensAnotherSessionWhenTheTokenOfOneIsTooOld() throws Exception {
        shop.account.answers("POST", UPLOAD, 1, 401, EXPIRED);
        shop.account.answers("POST", UPLOAD, 2, 401, EXPIRED);

        assertThat(brought().sent()).isEqualTo(3);
    }

    @Test
    void asksForTheEndAnewWhenNoAnswerNamedIt() throws Exception {
        shop.account.answers("POST", UPLOAD, 1, 200, "{\"success\":true,\"result\":{},\"errors\":[],\"messages\":[]}");

        assertThat(upload()).isInstanceOf(AssetsUpload.Brought.class);
        assertThat(uploads(shop))
                .as("the one that took nothing, and the one that did")
                .isEqualTo(2);
    }

    @Test
    void saysWhyCloudflareRefuses() throws Exception {
        shop.account.answers(
                "POST",
                "/workers/scripts/{script}/assets-upload-session",
                1,
                400,
                "{\"success\":false,\"result\":null,\"errors\":[{\"code\":10021,\"message\":\"too many files\"}],\"messages\":[]}");

        assertThat(failed(upload()).why()).contains("too many files");
        assertThat(uploads(shop)).isZero();
    }

    @Test
    void doesNotUploadWhatWasChangedSinceItWasLookedAt() throws Exception {
        StaticAssets read = files.read();
        files.write("index.html", "<h1>shpo</h1>");

        AssetsUpload.Failed failed =
                failed(new AssetsUpload(shop.account.api, "shop-staging", read, text -> {}).bring());

        assertThat(failed.why()).isEqualTo("static files were changed since they were looked at");
        assertThat(failed.details())
                .containsExactly(files.directory().resolve("index.html").toString());
        assertThat(uploads(shop)).isZero();
    }

    private AssetsUpload.Upload upload() throws Exception {
        return new AssetsUpload(shop.account.api, "shop-staging", files.read(), howFar::add).bring();
    }

    private AssetsUpload.Brought brought() throws Exception {
        AssetsUpload.Upload upload = upload();
        assertThat(upload).isInstanceOf(AssetsUpload.Brought.class);
        return (AssetsUpload.Brought) upload;
    }

    private static AssetsUpload.Failed failed(AssetsUpload.Upload upload) {
        assertThat(upload).isInstanceOf(AssetsUpload.Failed.class);
        return (AssetsUpload.Failed) upload;
    }
}
