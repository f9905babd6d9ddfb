package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.mojo.DeployRun.Ended;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import com.pmerit.d4.smoke.Question;
import com.pmerit.d4.smoke.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A process of its own that releases the shop to production: the whole of d4:deploy but Maven. The token comes over standard
 * input, as no argument should hold one. It tells the door where it is, and says on standard output how it ended.
 */
final class ReleasingProcess {
    private final Transport door;
    private volatile boolean over;

    private ReleasingProcess(Transport door) {
        this.door = door;
    }

    /** Arguments: the API's base URL, the account, the address of a {@link FrontDoor}, the checkout and its version. */
    public static void main(String[] arguments) throws Exception {
        String token = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (HttpTransport transport = new HttpTransport(
                        DataPlane.behind(URI.create(arguments[2])), Optional.empty(), UnaryOperator.identity());
                Stop stop = new Stop(Runtime.getRuntime())) {
            ReleasingProcess process = new ReleasingProcess(transport);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> process.tellsOf(stop)));
            Checkout checkout = new Checkout(Path.of(arguments[3]), arguments[4]);
            Deployer deployer = new Deployer(
                    URI.create(arguments[0]),
                    token,
                    arguments[1],
                    transport,
                    "killed",
                    Duration.ZERO,
                    Recovery.Wish.NONE);
            System.out.println(process.said(deployer, checkout, stop));
            process.over = true;
        }
    }

    /** How the release ends, in words that begin with its outcome. */
    private String said(Deployer deployer, Checkout checkout, Stop stop) {
        try {
            Ended ended = deployer.deploy(
                    checkout,
                    ReleaseWorld.PRODUCTION,
                    Limits.STANDARD,
                    stop,
                    step -> tells(FrontDoor.STEP + step.id()));
            return ended.release().map(ReleaseResult::outcome).map(Enum::name).orElse("GATE_FAILED") + "\n" + ended;
        } catch (InterruptedException stopped) {
            return "STOPPED\n" + stopped.getMessage();
        }
    }

    /** Once the build is being stopped, for whatever reason, and no write begins any more. */
    private void tellsOf(Stop stop) {
        while (!over && stop.objection().isEmpty()) {
            Thread.onSpinWait();
        }
        if (!over) {
            tells(FrontDoor.STOPPING);
        }
    }

    private void tells(String path) {
        try {
            door.ask(new Question(URI.create(FrontDoor.OURSELVES + path), Map.of(), Duration.ofSeconds(10)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
