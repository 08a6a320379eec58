import { Loading } from "../components/Loading";
import { Failure } from "../components/Failure";
import { ApiError } from "../api/problem";
import { LoginPage } from "../pages/LoginPage";
import { matchPath } from "../router/routes";
import { usePlace } from "../router/location";
import { useSession } from "../session/context";
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
          <Content path={path} />
        </div>
      </main>
      <Footer />
    </>
  );
}

/** Who is not logged in sees the log-in page at every address, and is there once logged in. */
function Content({ path }: { path: string }) {
  const { state, enter } = useSession();
  switch (state.status) {
    case "unknown":
      return <Loading />;
    case "unreachable":
      return <Failure error={UNREACHABLE} retry={() => void enter()} />;
    case "out":
      return <LoginPage expired={state.expired} />;
    case "in":
      return <Screen key={path} match={matchPath(path)} />;
  }
}
