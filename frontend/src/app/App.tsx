import { Loading } from "../components/Loading";
import { Failure } from "../components/Failure";
import { ApiError } from "../api/problem";
import { LoginPage } from "../pages/LoginPage";
import { PasswordPage } from "../pages/PasswordPage";
import { matchPath } from "../router/routes";
import { usePlace } from "../router/location";
import { useSession } from "../session/context";
import { Behind } from "./Behind";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { Screen } from "./Screen";
import { SkipLink } from "./SkipLink";

const UNREACHABLE = new ApiError({ title: "unreachable", status: 0 });

export function App() {
  const { path } = usePlace();
  return (
    <>
      <SkipLink />
      <Header path={path} />
      <main id="main" class="ps-main" tabIndex={-1}>
        <div class="ps-main__content">
          <Behind />
          <Content path={path} />
        </div>
      </main>
      <Footer />
    </>
  );
}

/**
 * Who is not logged in sees the log-in page at every address, and is there once logged in; only a
 * password is chosen without.
 */
function Content({ path }: { path: string }) {
  const { state, enter } = useSession();
  const match = matchPath(path);
  if (match.page === "password") return <PasswordPage key={path} secret={match.params["key"] ?? ""} />;
  switch (state.status) {
    case "unknown":
      return <Loading />;
    case "unreachable":
      return <Failure error={UNREACHABLE} retry={() => void enter()} />;
    case "out":
      return <LoginPage expired={state.expired} />;
    case "in":
      return <Screen key={path} match={match} />;
  }
}
